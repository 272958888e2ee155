"""Figures as SVG, drawn by hand: no plotting package, the same bytes on every run."""
