"""What claims say holds: each for and against, side by side, run on through time, and summed."""
