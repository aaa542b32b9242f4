namespace Overture.Sandbox.People;

/// <summary>The parts of names and headlines.</summary>
internal static class PersonNames
{
    public static readonly string[] First =
    [
        "Ada", "Alan", "Amara", "Ana", "Anders", "Aoife", "Astrid", "Beatriz", "Bram", "Carlos", "Chiara", "Chloé",
        "Daniel", "Dilnoza", "Edsger", "Elif", "Emeka", "Erik", "Fatima", "Femi", "Freja", "Giulia", "Grace", "Hana",
        "Hedy", "Hiro", "Ibrahim", "Ines", "Ivan", "Jia", "Johanna", "José", "Kamala", "Katherine", "Kenji", "Lars",
        "Leila", "Linus", "Lucía", "Malik", "Maren", "Margaret", "Mateo", "Mei", "Mikko", "Nadia", "Naveen", "Ngozi",
        "Nora", "Olga", "Omar", "Paula", "Priya", "Radia", "Ravi", "Rosa", "Sanjay", "Sigrid", "Sofia", "Tariq",
        "Thandi", "Tomás", "Wanjiru", "Yuki",
    ];

    public static readonly string[] Last =
    [
        "Abebe", "Adeyemi", "Almeida", "Andersen", "Bauer", "Becker", "Bianchi", "Borg", "Brennan", "Castro", "Chen",
        "Costa", "Das", "Diallo", "Dijkstra", "Dubois", "Eriksson", "Fernández", "Fischer", "Fontaine", "García",
        "Goldberg", "Gupta", "Haddad", "Hansen", "Hopper", "Horváth", "Ito", "Ivanova", "Jensen", "Johansson", "Kaya",
        "Khan", "Kim", "Kowalski", "Lamarr", "Larsen", "Lefèvre", "Lindgren", "Lovelace", "Martins", "Mbeki", "Moreau",
        "Müller", "Murphy", "Nakamura", "Nguyen", "Novák", "O'Brien", "Okafor", "Olsen", "Papadopoulos", "Patel",
        "Perlman", "Petrov", "Rossi", "Sato", "Schmidt", "Silva", "Suzuki", "Tanaka", "Torvalds", "Weber", "Yilmaz",
    ];

    public static readonly string[] Roles =
    [
        "Account Executive", "Backend Engineer", "Chief Financial Officer", "Data Scientist", "Design Lead", "Founder",
        "Head of People", "Machine Learning Engineer", "Marketing Manager", "Operations Analyst", "Product Manager",
        "Recruiter", "Research Fellow", "Sales Director", "Security Engineer", "Site Reliability Engineer",
    ];

    public static readonly string[] Companies =
    [
        "Acme Corp", "Blue Heron Labs", "Cobalt & Sons", "Delta Freight", "Evergreen Health", "Fjord Energy",
        "Granite Bank", "Harbour Robotics", "Indigo Foods", "Juniper Textiles", "Kite Studios", "Lumen Optics",
        "Meridian Travel", "Northwind Paper", "Orchard Insurance", "Prairie Software",
    ];

    public static string Pick(string[] words, ulong hash) => words[hash % (ulong)words.Length];
}
