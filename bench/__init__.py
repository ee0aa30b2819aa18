"""Measurements of the product; `make bench` prints them."""
