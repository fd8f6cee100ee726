"""What happened, told by several; and what cannot all be true."""
