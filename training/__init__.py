"""Scripts that build the data files of the project; the extra `training` installs their dependencies."""
