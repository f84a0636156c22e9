"""The sandbox: what a learner's kernel may read and call, and whether this machine can hold it to that."""
