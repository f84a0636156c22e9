"""The fork server: a process that has imported everything, and the fresh kernels that it forks."""
