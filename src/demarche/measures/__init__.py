"""Methods of the course, one module for each idea: plain numbers and pandas objects in and out, no files."""
