"""Page components: base page, style sheet, tags that every door shares."""
