"""From draft to signed document: review by post, signatures in order, number, seal, and the path on paper."""
