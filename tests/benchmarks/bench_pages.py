"""How heavy is a page, how soon can a phone show it, and how long does the book take to build?

    python tests/benchmarks/bench_pages.py            # the book in _build/html
    python tests/benchmarks/bench_pages.py --build    # also builds it twice, in a folder of its own
    python tests/benchmarks/bench_pages.py --lighthouse PROGRAM

Lighthouse is not installed with the course: `npm install lighthouse` anywhere gives node_modules/.bin/lighthouse.

Weight is that of a page with all it loads, compressed. *First visit* and *next page* are the largest
contentful paint in Chromium on a slow phone's terms: 1.6 Mbit/s, 150 ms there and back, a processor four
times slower; with nothing stored, and after the home page was read. *Cold* runs all code of the book; *one
page* is a build after a change of one page.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests" / "content"))

from page_weight import page_weight  # noqa: E402

CHROMIUM = Path("/usr/bin/chromium")
SHOWN = [
    "book/index.html",
    "book/protocol-breach/has-this-happened-before.html",
    "book/alliance-cohesion/how-far-apart-do-they-vote.html",
    "book/historical-context/when-france-walked-out.html",
    "exercises/ex03_has_this_happened_before.html",
    "book/reference/glossary.html",
]
SLOW = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 0.75e6 / 8}
LARGEST_PAINT = """() => new Promise(done => {
  new PerformanceObserver(list => done(list.getEntries().at(-1).startTime))
    .observe({type: "largest-contentful-paint", buffered: true});
})"""


class Packing(SimpleHTTPRequestHandler):
    """A static server that compresses text, as nearly every one does."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:
        import gzip

        path = Path(self.translate_path(self.path))
        if not path.is_file():
            self.send_error(404)
            return
        content, packs = path.read_bytes(), path.suffix in {".html", ".css", ".js", ".svg"}
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Cache-Control", "max-age=3600")
        if packs:
            content = gzip.compress(content, 6)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


@contextlib.contextmanager
def served(html: Path) -> Iterator[str]:
    """The book's address while it is served."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Packing, directory=str(html)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def paints(here: str, rounds: int) -> dict[str, tuple[float, float]]:
    """Median seconds to the largest paint of each shown page: first visit, next page."""
    from playwright.sync_api import sync_playwright

    times: dict[str, tuple[list[float], list[float]]] = {page: ([], []) for page in SHOWN}
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        for _ in range(rounds):
            for page in SHOWN:
                for known in (0, 1):
                    context = browser.new_context(viewport={"width": 390, "height": 844}, is_mobile=True)
                    tab = context.new_page()
                    if known:
                        tab.goto(f"{here}/{SHOWN[0]}")
                    devtools = context.new_cdp_session(tab)
                    devtools.send("Network.enable")
                    devtools.send("Network.emulateNetworkConditions", SLOW)
                    devtools.send("Emulation.setCPUThrottlingRate", {"rate": 4})
                    tab.goto(f"{here}/{page}", wait_until="load")
                    times[page][known].append(tab.evaluate(LARGEST_PAINT) / 1000)
                    context.close()
        browser.close()
    return {
        page: (statistics.median(first), statistics.median(again)) for page, (first, again) in times.items()
    }


def scores(here: str, program: Path) -> dict[str, dict[str, float]]:
    """Lighthouse's scores of each shown page, of 100, on its phone."""
    found = {}
    for page in SHOWN:
        command = [program, f"{here}/{page}", "--quiet", "--output=json", f"--chrome-path={CHROMIUM}"]
        flags = "--chrome-flags=--headless --no-sandbox --disable-gpu"
        said = subprocess.run([*command, flags], capture_output=True, check=True, text=True).stdout
        categories = json.loads(said)["categories"].values()
        found[page] = {each["title"]: 100 * each["score"] for each in categories}
    return found


def builds() -> dict[str, float]:
    """Seconds of a build in an empty copy of the course, and of one after a page was touched."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "course"
        kept = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
        copy.mkdir()
        archive = subprocess.run(
            ["tar", "-cf", "-", "--null", "-T", "-"], cwd=ROOT, input=kept, capture_output=True, check=True
        ).stdout
        subprocess.run(["tar", "-xf", "-"], cwd=copy, input=archive, check=True)
        command = [Path(sys.executable).with_name("jupyter-book"), "build", ".", "-n", "-W", "--keep-going"]
        seconds = {}
        for kind in ("cold", "nothing changed", "one page"):
            if kind == "one page":
                page = copy / "book" / "start" / "the-story.md"
                page.write_text(page.read_text(encoding="utf-8") + "\n", encoding="utf-8")
            start = time.perf_counter()
            subprocess.run(command, cwd=copy, capture_output=True, check=True)
            seconds[kind] = time.perf_counter() - start
    return seconds


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument(
        "--html", type=Path, default=ROOT / "_build" / "html", help="folder of the built book"
    )
    parser.add_argument("--rounds", type=int, default=3, help="visits of each page")
    parser.add_argument("--build", action="store_true", help="measure builds too: some minutes")
    parser.add_argument("--lighthouse", type=Path, help="the program, to have its scores as well")
    arguments = parser.parse_args()
    pages = sorted(page for page in arguments.html.rglob("*.html") if "_static" not in page.parts)
    if not pages:
        sys.exit(f"There is no built book in {arguments.html}. Run `make book` first.")
    with served(arguments.html) as here:
        shown = paints(here, arguments.rounds) if CHROMIUM.exists() else {}
        judged = scores(here, arguments.lighthouse) if arguments.lighthouse else {}
    print(f"{'page':62}{'kB':>7}{'first visit':>13}{'next page':>11}")
    for page in pages:
        name = page.relative_to(arguments.html).as_posix()
        first, again = (f"{seconds:.1f} s" for seconds in shown[name]) if name in shown else ("", "")
        print(f"{name:62}{page_weight(page) / 1000:7.0f}{first:>13}{again:>11}")
    for name, parts in judged.items():
        print(f"{name:62}{', '.join(f'{part} {score:.0f}' for part, score in parts.items())}")
    for kind, seconds in (builds() if arguments.build else {}).items():
        print(f"build, {kind}: {seconds:.0f} s")


if __name__ == "__main__":
    main()
