"""The entrances of the public: look-up and catalogue."""
