"""Amazon's managed chats on this machine, for clients of them: IVS Chat and AppSync Events.

Written from the services' published protocols, to rehearse and to test against. Everything is in
memory and bounded; what the documents leave open is said where it was decided.
"""
