"""Questions to the queue: who waits how long, who is called where, what a day was like, what must hold."""
