"""What a learner's code shows by itself, before or beside its result: sentences on its own lines."""
