"""The provisioner under other people's tools: jupyter execute, nbclient as it comes, restart, interrupt."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from jupyter_client.asynchronous.client import AsyncKernelClient
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from nbformat.v4 import new_code_cell, new_notebook

from corrige.kernel import install_kernelspec
from corrige.kernel.kernelspec import NAME

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="warm kernels need Linux")


@pytest.fixture(scope="module")
def prefix(tmp_path_factory: pytest.TempPathFactory) -> Path:
    prefix = tmp_path_factory.mktemp("prefix")
    where = install_kernelspec(prefix)
    assert where == prefix / "share" / "jupyter" / "kernels" / NAME
    return prefix


@pytest.fixture
def found(prefix: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JUPYTER_PATH", str(prefix / "share" / "jupyter"))


def test_the_kernelspec_names_the_provisioner_and_can_be_found(found: None):
    spec = KernelSpecManager().get_kernel_spec(NAME)
    assert spec.metadata["kernel_provisioner"]["provisioner_name"] == NAME
    assert spec.language == "python"


def test_a_prefix_or_the_user_not_both(tmp_path: Path):
    with pytest.raises(ValueError, match="not both"):
        install_kernelspec(tmp_path, user=True)


def test_jupyter_execute_works_unchanged(found: None, tmp_path: Path):
    (tmp_path / "table.csv").write_text("a\n3\n")
    notebook = new_notebook(
        cells=[
            new_code_cell(
                "import os, pandas as pd\nframe = pd.read_csv('table.csv'); frame.to_csv('out.csv'); frame"
            ),
            new_code_cell("try: open('/etc/hostname').read()\nexcept OSError as e: print(type(e))"),
            new_code_cell("try: __import__('socket').socket()\nexcept OSError as e: print('no network')"),
            new_code_cell("print(repr(os.environ.get('DEMARCHE_TEST_SECRET')))"),
        ]
    )
    nbformat.write(notebook, tmp_path / "nb.ipynb")
    done = subprocess.run(
        [sys.executable, "-m", "jupyter", "execute", f"--kernel_name={NAME}", "--inplace", "nb.ipynb"],
        cwd=tmp_path,
        env={**os.environ, "DEMARCHE_TEST_SECRET": "token"},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    cells = nbformat.read(tmp_path / "nb.ipynb", as_version=4).cells
    assert "3" in cells[0].outputs[0]["data"]["text/plain"]
    assert (tmp_path / "out.csv").exists()
    assert "Error" in cells[1].outputs[0]["text"]
    assert cells[2].outputs[0]["text"] == "no network\n"
    assert cells[3].outputs[0]["text"] == "None\n"
    assert {path.name for path in tmp_path.iterdir()} == {"nb.ipynb", "out.csv", "table.csv"}


async def _value(client: AsyncKernelClient, code: str) -> str:
    content = {"status": "aborted"}
    while content["status"] == "aborted":  # a kernel drops what comes in right after an error
        reply = await client.execute(code, user_expressions={"x": "x"}, reply=True, timeout=20)
        content = reply["content"]
    if content["status"] == "error":
        return content["ename"]
    shown = content["user_expressions"]["x"]
    return shown["data"]["text/plain"] if shown["status"] == "ok" else shown["ename"]


def test_restart_interrupt_and_polite_shutdown(found: None, tmp_path: Path):
    async def use() -> None:
        manager = AsyncKernelManager(kernel_name=NAME)
        await manager.start_kernel(cwd=str(tmp_path))
        address = manager.ip
        client = manager.client()
        client.start_channels()
        try:
            await client.wait_for_ready(timeout=30)
            assert await _value(client, "x = 5") == "5"
            slow = asyncio.ensure_future(_value(client, "while True: pass"))
            await asyncio.sleep(0.5)
            await manager.interrupt_kernel()
            assert await slow == "KeyboardInterrupt"
            assert await _value(client, "pass") == "5"
            await manager.restart_kernel(now=True)
            assert manager.ip == address
            await client.wait_for_ready(timeout=30)
            assert await _value(client, "pass") == "NameError"
            assert await _value(client, "x = 7") == "7"
            assert await manager.is_alive()
            assert manager.provisioner is not None
            (tmp_path / "seen.txt").write_text("x")
            assert manager.provisioner.resolve_path("seen.txt") == str(tmp_path / "seen.txt")
            assert manager.provisioner.resolve_path("unseen.txt") is None
            place = manager.provisioner.place.folder.root
        finally:
            client.stop_channels()
            await manager.shutdown_kernel()
        assert not await manager.is_alive()
        assert not place.exists()
        assert not Path(address).parent.exists()

    asyncio.run(use())


def test_installing_with_settings(tmp_path: Path):
    where = install_kernelspec(tmp_path, preload=["wave"], unconfined=True)
    spec = json.loads((where / "kernel.json").read_text())
    assert spec["metadata"]["kernel_provisioner"]["config"] == {"preload": ["wave"], "unconfined": True}
