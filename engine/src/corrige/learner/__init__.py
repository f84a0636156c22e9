"""A learner's side of the command line: how far the course is, and a notebook run as the grader will."""
