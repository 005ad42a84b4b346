Console.WriteLine("collections");
