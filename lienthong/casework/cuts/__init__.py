"""The cut of procedure time: what the law gives, what the office promises, what it takes, and where a cut is safe."""
