"""Who said it first, through whom, and in whose interest: what a claim weighs before anything is asked of it."""
