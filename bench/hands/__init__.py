"""Programs that do a measured piece of work, and load nothing else."""
