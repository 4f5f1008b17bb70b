var model = sequential(
    input(784),
    dense(512).activation("relu"),
    dropout(0.2),
    dense(512).activation("relu"),
    dropout(0.2),
    dense(10).activation("softmax"));
model.compile(c -> c.loss("categorical_crossentropy").optimizer("rmsprop").metrics("accuracy"));
var x = RandomTensors.uniform(RandomTensors.seed(1, 0), Shape.of(128, 784), 0, 1);
var y = RandomTensors.integers(RandomTensors.seed(2, 0), Shape.of(128), 0, 10).oneHot(10);
long start = System.nanoTime();
model.fit(x, y, f -> f.batchSize(128).epochs(1).verbose(0));
System.out.println("first_step " + (System.nanoTime() - start) / 1e9);
/exit
