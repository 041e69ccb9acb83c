"""Scripts that make the data files of the project; their dependencies are the extra `training`."""
