"""The kernelspec ``corrige-warm``: in memory for the grader, as files for ``jupyter execute`` and others."""

from __future__ import annotations

import json
from pathlib import Path

from jupyter_client.kernelspec import KernelSpec, KernelSpecManager

__all__ = ["NAME", "install_kernelspec", "warm_spec"]

NAME = "corrige-warm"


def warm_spec(**config: object) -> KernelSpec:
    """The kernelspec; `config` goes to the provisioner (``preload``, ``readable``, ``unconfined``)."""
    return KernelSpec(
        # Never run: the provisioner forks. It is what a tool shows that knows nothing of provisioners.
        argv=["python", "-m", "ipykernel_launcher", "-f", "{connection_file}"],
        display_name="Python 3 (warm and confined)",
        language="python",
        interrupt_mode="signal",
        metadata={"kernel_provisioner": {"provisioner_name": NAME, "config": dict(config)}},
    )


def install_kernelspec(prefix: Path | str | None = None, *, user: bool = False, **config: object) -> Path:
    """Install the kernelspec, so that ``jupyter execute --kernel_name=corrige-warm`` finds it.

    Parameters
    ----------
    prefix : path or None
        Environment to install into, such as ``sys.prefix``. None without `user`: the system's folder.
    user : bool
        Install for the present user instead.
    **config
        For the provisioner: ``preload``, ``readable``, ``unconfined``.

    Returns
    -------
    Path
        The folder of the kernelspec.

    Raises
    ------
    ValueError
        If both `prefix` and `user` are given.
    """
    import tempfile

    if user and prefix is not None:
        raise ValueError("give a prefix or user=True, not both.")
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, NAME)
        source.mkdir()
        spec = json.dumps(warm_spec(**config).to_dict(), indent=1, ensure_ascii=False)
        Path(source, "kernel.json").write_text(spec + "\n", encoding="utf-8")
        where = KernelSpecManager().install_kernel_spec(
            str(source), NAME, user=user, prefix=None if prefix is None else str(prefix)
        )
    return Path(where)
