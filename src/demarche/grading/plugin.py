"""The pytest plugin (entry point `demarche`): marks come out of ordinary pytest functions."""
