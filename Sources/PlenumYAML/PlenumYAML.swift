import PlenumCore
