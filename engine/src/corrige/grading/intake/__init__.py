"""What is handed in: zips and folders, names, damaged notebooks, and the plan of what to run."""
