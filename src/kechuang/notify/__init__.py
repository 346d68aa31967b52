"""Messages inside the house (站内消息): what somebody ought to know, in the language he reads in."""
