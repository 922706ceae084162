import PlenumCore

print("no figures yet")
