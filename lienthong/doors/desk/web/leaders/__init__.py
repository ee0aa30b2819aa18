"""What leaders and administrators look at: board, reports, scores, readiness, duties, reorganisations."""
