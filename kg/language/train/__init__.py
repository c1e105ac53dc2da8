"""The trainer of the language pipeline's encoder (needs the extra [train])."""
