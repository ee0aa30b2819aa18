"""The pages of the public: look-up and catalogue."""
