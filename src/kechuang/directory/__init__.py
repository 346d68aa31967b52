"""Who everybody is: people, organisations, what each does where (任职), and the accounts they sign in with."""
