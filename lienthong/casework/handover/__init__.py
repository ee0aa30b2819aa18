"""Hand-over in one act: what a person or a unit holds goes to others by minutes that both sides sign; who stands in for whom."""
