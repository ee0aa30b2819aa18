"""The pure rules of procedures: what a procedure is, how its file is read, when it is sound, how it is drawn."""
