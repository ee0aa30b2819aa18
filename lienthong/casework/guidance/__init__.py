"""Spoken guidance in the languages of the villages: recorded, listened to by somebody else, then heard in portal and kiosk."""
