"""Who signs in, in which post and capacity, with which duties."""
