"""The week's calendar of leaders: drafted, approved, published, with invitations, clashes and conclusions."""
