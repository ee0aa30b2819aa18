"""Village trips: a run sheet per village, carried without a link, merged on return without doubles."""
