"""Documents that were issued, on their way to who gets them: inside at once, outside as packets, with what became of them."""
