"""The pages of the staff: counter, specialist, leader."""
