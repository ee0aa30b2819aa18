"""Questions to documents: their types, their registers, what is printed, what must hold."""
