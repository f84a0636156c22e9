// Start Pyodide under Node and run inside.py there:  node inside.mjs RUNTIME LOCK OUT PACKAGES
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [runtime, lock, out, packages] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(`${runtime}/pyodide.mjs`).href);
const python = await loadPyodide({ indexURL: `${runtime}/`, lockFileURL: lock, packages: packages.split(",") });
for (const [place, root] of [["/wheels", runtime], ["/out", out]]) {
  python.FS.mkdirTree(place);
  python.FS.mount(python.FS.filesystems.NODEFS, { root }, place);
}
python.runPython(readFileSync(new URL("inside.py", import.meta.url), "utf8"));
python.runPython("main(Path('/wheels'), Path('/out'))");
process.exit(0);
