"""What certification keeps: electronic copies on their way to the signature."""
