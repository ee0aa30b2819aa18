"""Who handles a letter that came: the leader's instruction, lead, co-operators, for information, limits, until it is done."""
