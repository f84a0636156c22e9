"""Build the site: the book, and beside it a lab in which every exercise runs in the reader's own browser.

The lab is JupyterLite with Pyodide, a Python that needs no server. Whatever it loads lies in the folder of
the site; a page never asks another host. Nothing here is imported by a learner, a grader or the book.

The steps, in order: `fetching` (checked downloads, kept), `lean` (packages made quicker to start), `locking`
(the browser's Python with a lock file of its own), `lab` (JupyterLite), `verifying`, `doors` (links from the
book).
"""
