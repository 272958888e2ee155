"""Speed and quality of polyvocal, measured. Data sets are given by path, never shipped."""
