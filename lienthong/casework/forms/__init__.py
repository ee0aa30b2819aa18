"""An office's own versions of the official papers: text with named fields, checked, reviewed, published, kept by period."""
