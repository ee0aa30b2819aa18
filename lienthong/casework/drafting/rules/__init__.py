"""Pure rules of drafts: content, layout, difference, form."""
