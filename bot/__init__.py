"""The running bot: wiring, edges, and the rules of mentoring."""
