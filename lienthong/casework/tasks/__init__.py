"""One inbox: who must do what by when."""
