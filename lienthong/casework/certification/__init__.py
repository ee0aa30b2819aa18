"""Quick certification: certified copies and signatures, fee by tariff, numbered in the certification book, in one act."""
