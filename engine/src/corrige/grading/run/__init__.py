"""From a submission to its marks: jobs, workers, kernels, answers, checks, and the cache of results."""
