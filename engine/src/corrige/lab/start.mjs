// Starts the browser's Python for the lab, and imports what the first cell of an exercise will ask for: while the
// reader still reads that cell, and before the notebook's folder is in Python's way, where each look-up takes long.
import { loadPyodide as load } from "./pyodide.mjs";

export async function loadPyodide(options) {
  const python = await load(options);
  await python.runPythonAsync(`
import os
os.environ.setdefault("MPLBACKEND", "module://matplotlib_inline.backend_inline")
import pandas, matplotlib.pyplot, matplotlib_inline.backend_inline
import MODULES, corrige.feedback.evaluate, corrige.tables
`);
  return python;
}
